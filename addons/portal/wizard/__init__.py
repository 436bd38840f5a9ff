from . import portal_share, portal_wizard, portal_wizard_user
