"""Where the workspace file stands, for those who must know before the store is loaded (the window's first frame)."""

from riskassess.workspace.place import workspace_path

__all__ = ["workspace_path"]
