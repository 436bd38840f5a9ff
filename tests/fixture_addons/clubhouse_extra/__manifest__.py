{
    "name": "Clubhouse, extended",
    "version": "1.0",
    "depends": ["clubhouse"],
    "license": "LGPL-3",
}
