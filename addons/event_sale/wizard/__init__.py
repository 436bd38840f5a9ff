from . import event_event_configurator, registration_editor
