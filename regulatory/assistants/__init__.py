"""How the knowledge is read by assistants: a Model Context Protocol endpoint, read-only, so that they quote it instead of guessing.

The same questions, parsers and answers as in api/; what is asked and answered stands in answers.py, the tools in server.py, how they are
served in view.py. Optional: only server.py needs the package `mcp`, and it is loaded when the endpoint is switched on.
"""
