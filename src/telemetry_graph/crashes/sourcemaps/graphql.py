"""Source maps, as GraphQL shows and takes them."""

from datetime import datetime

import strawberry

from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection

_VERSION = "Version of the app; empty for devices that send none."
_FILE = "The bundle's path, or the end of it, as stack traces name it."


@strawberry.type(description="The source map of one bundle.")
class SourceMap:
    version: str = strawberry.field(description=_VERSION)
    file: str = strawberry.field(description=_FILE)
    segments: float = strawberry.field(description="How many places of the bundle it knows.")
    bytes: float = strawberry.field(description="What it takes as it is stored.")
    uploaded_at: datetime = strawberry.field(description="When it was uploaded.")
    uploaded_by: str = strawberry.field(description="The address of who uploaded it.")

    @classmethod
    def of(cls, model: UploadedMap) -> "SourceMap":
        return cls(
            version=model.version,
            file=model.file,
            segments=model.segments,
            bytes=model.bytes,
            uploaded_at=model.uploaded_at,
            uploaded_by=model.uploaded_by,
        )


@strawberry.input(description="A source map of version 3, and the bundle that it is of.")
class UploadSourceMapInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    version: str = strawberry.field(description=_VERSION)
    file: str = strawberry.field(description=_FILE)
    content: str = strawberry.field(
        description="The map's JSON; one that is larger than a request may be goes by REST."
    )


@strawberry.input(description="Source maps that are not needed any more.")
class DeleteSourceMapsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    version: str = strawberry.field(description=_VERSION)
    file: str | None = strawberry.field(
        default=None, description="Only the one of this bundle; all of the version if left out."
    )


@strawberry.type(description="What was deleted.")
class DeleteSourceMapsPayload:
    deleted: int = strawberry.field(description="How many source maps there were.")


@strawberry.type
class AppSourceMaps:
    """The fields of `App` about source maps."""

    id: strawberry.ID

    @strawberry.field(description="Source maps, the latest upload first.")
    async def source_maps(
        self, info: Info, first: int, after: str | None = None, version: str | None = None
    ) -> Connection[SourceMap]:
        maps = info.context.use(SourceMaps)
        page = await maps.uploaded(AppId(self.id), version, first, after)
        return Connection[SourceMap].of(page, SourceMap.of)


@strawberry.type
class SourceMapsMutation:
    @strawberry.mutation(
        description="Upload the source map of a bundle, in place of the one that it had. It holds "
        "within seconds, for new crashes and for those that are shown.",
        permission_classes=[CanTriage],
    )
    async def upload_source_map(self, info: Info, input: UploadSourceMapInput) -> SourceMap:
        key = MapKey(AppId(input.app_id), input.version, input.file)
        actor = info.context.require_developer().email
        content = input.content.encode(errors="replace")
        return SourceMap.of(await info.context.use(SourceMaps).upload(key, content, actor))

    @strawberry.mutation(
        description="Delete the source maps of a version, or the one of a bundle.",
        permission_classes=[CanTriage],
    )
    async def delete_source_maps(
        self, info: Info, input: DeleteSourceMapsInput
    ) -> DeleteSourceMapsPayload:
        maps = info.context.use(SourceMaps)
        deleted = await maps.delete(AppId(input.app_id), input.version, input.file)
        return DeleteSourceMapsPayload(deleted=deleted)
