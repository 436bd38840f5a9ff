from . import discuss, mail
