from . import bus, bus_listener_mixin, ir_http, ir_websocket
