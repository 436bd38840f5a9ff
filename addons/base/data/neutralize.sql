-- what a copy for tests must not do: send mails, run jobs
UPDATE ir_mail_server SET active = FALSE;
UPDATE ir_cron SET active = FALSE
 WHERE id NOT IN (
    SELECT res_id FROM ir_model_data
     WHERE model = 'ir.cron' AND module = 'base' AND name = 'autovacuum_job'
 );
DELETE FROM ir_config_parameter WHERE key = 'database.enterprise_code';
INSERT INTO ir_mail_server (name, smtp_port, smtp_host, smtp_encryption, smtp_authentication, active)
VALUES ('neutralization - disable emails', 1025, 'invalid', 'none', 'login', TRUE);
