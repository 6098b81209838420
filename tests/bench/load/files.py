"""Files through a page, by the addresses and with the XSRF token that a browser uses."""

import io

import numpy as np
from PIL import Image
from streamlit.proto.WidgetStates_pb2 import WidgetState

_EDGE = "wsviz-bench-edge"


def picture(seed):
    """A PNG of noise, 16 × 16, another for each seed."""
    pixels = np.random.default_rng(seed).integers(0, 256, (16, 16), np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


async def open_files(visitor):
    """Open the window of files on the Stage."""
    # A popover says whether it is open.
    await visitor.run("files", bool_value=True)


async def taken(visitor, key):
    """The bytes behind a button that saves something."""
    return await visitor.web.get(await made(visitor, key))


async def made(visitor, key):
    """The address of what that button saves, once it is made."""
    answer = await visitor.ask(
        "backend_operation_request", deferred_file={"file_id": visitor.deferred[key]}
    )
    if answer.error_msg:
        raise OSError(answer.error_msg)
    return answer.deferred_file.url


async def brought(visitor, key, name, data):
    """Hand a file to the field of that key, and wait for the page's answer."""
    answer = await visitor.ask("file_urls_request", file_names=[name])
    urls = answer.file_urls[0]
    body = (
        (
            f'--{_EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        + data
        + f"\r\n--{_EDGE}--\r\n".encode()
    )
    headers = visitor.xsrf | {"Content-Type": f"multipart/form-data; boundary={_EDGE}"}
    status, _, told = await visitor.web.request("PUT", urls.upload_url, headers, body)
    if status != 204:
        raise OSError(f"The upload was answered by {status}: {told[:200]!r}")
    value = WidgetState().file_uploader_state_value
    info = value.uploaded_file_info.add()
    info.name, info.size, info.file_id = name, len(data), urls.file_id
    info.file_urls.CopyFrom(urls)
    await visitor.run(key, file_uploader_state_value=value)
