# the controllers are imported with the first request that needs them
from . import models
from .models.base import unwatch


def uninstall_hook(env):
    """Leave the models alone: the rules' table goes before the models are built anew."""
    for model in env.registry.values():
        unwatch(model)
