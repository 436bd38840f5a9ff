from . import websocket
