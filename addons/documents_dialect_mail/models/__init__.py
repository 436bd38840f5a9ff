from . import discuss_channel, mail_thread
