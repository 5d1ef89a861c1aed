"""An upload that is refused early: what is larger than a file of facts may be is read off the line and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from regulatory.sheets.bounds import LARGEST


class BoundedUpload(FileUploadHandler):
    """Stands before Django's own handlers and lets no more than LARGEST bytes through to them."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.too_large = ""
        """The name of a file that was refused."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.taken += len(raw_data)
        if self.taken > LARGEST:
            self.too_large = str(self.file_name)
            # The rest is read and forgotten, so that the browser gets to see the answer.
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
