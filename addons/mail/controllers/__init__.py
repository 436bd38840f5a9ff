from . import discuss
