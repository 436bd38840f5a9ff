from . import discuss, document
