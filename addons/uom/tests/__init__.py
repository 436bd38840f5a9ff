"""Cases that the tests of other addons build on."""
