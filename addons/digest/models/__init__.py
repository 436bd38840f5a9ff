from . import digest_digest, digest_kpi, digest_tip, res_config_settings, res_users
