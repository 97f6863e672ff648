"""The GraphQL types of source maps."""

from datetime import datetime

import strawberry

from telemetry_graph.crashes.sourcemaps.model import MapKey, UploadedMap
from telemetry_graph.crashes.sourcemaps.service import SourceMaps
from telemetry_graph.kit.graphql_context import CanTriage, Info
from telemetry_graph.kit.ids import AppId
from telemetry_graph.kit.relay import Connection
from telemetry_graph.kit.scalars import Count

_VERSION = "Version of the app; empty for devices that send no version."
_FILE = "Path of the bundle, or the end of it, as in stack traces."


@strawberry.type(description="The source map of a bundle.")
class SourceMap:
    app_version: str = strawberry.field(description=_VERSION)
    file: str = strawberry.field(description=_FILE)
    segment_count: int = strawberry.field(
        graphql_type=Count, description="Number of positions of the bundle that the map describes."
    )
    stored_bytes: int = strawberry.field(
        graphql_type=Count, description="Size in the database, in bytes."
    )
    uploaded_at: datetime = strawberry.field(description="Time of the upload.")
    uploaded_by: str = strawberry.field(
        description="E-mail address of the person who uploaded the map."
    )

    @classmethod
    def of(cls, model: UploadedMap) -> "SourceMap":
        return cls(
            app_version=model.app_version,
            file=model.file,
            segment_count=model.segment_count,
            stored_bytes=model.stored_bytes,
            uploaded_at=model.uploaded_at,
            uploaded_by=model.uploaded_by,
        )


@strawberry.input(description="Input of `uploadSourceMap`.")
class UploadSourceMapInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    app_version: str = strawberry.field(description=_VERSION)
    file: str = strawberry.field(description=_FILE)
    content: str = strawberry.field(
        description="The map of version 3 as JSON, up to 1 MiB. Upload larger maps over REST."
    )


@strawberry.type(description="Result of `uploadSourceMap`.")
class UploadSourceMapPayload:
    source_map: SourceMap = strawberry.field(description="The uploaded map.")


@strawberry.input(description="Input of `deleteSourceMaps`.")
class DeleteSourceMapsInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    app_version: str = strawberry.field(description=_VERSION)
    file: str | None = strawberry.field(
        default=None, description="The bundle whose map to delete; null for all of the version."
    )


@strawberry.type(description="Result of `deleteSourceMaps`.")
class DeleteSourceMapsPayload:
    deleted_count: int = strawberry.field(description="Number of deleted maps.")


@strawberry.type
class AppSourceMaps:
    """The fields of `App` about source maps."""

    id: strawberry.ID

    @strawberry.field(description="The app's source maps, newest first.")
    async def source_maps(
        self, info: Info, first: int, after: str | None = None, app_version: str | None = None
    ) -> Connection[SourceMap]:
        maps = info.context.use(SourceMaps)
        page = await maps.list_maps(AppId(self.id), app_version, first, after)
        return Connection[SourceMap].of(page, SourceMap.of)


@strawberry.type
class SourceMapsMutation:
    @strawberry.mutation(
        description="Upload the source map of a bundle; it replaces the bundle's current one. "
        "Within 5 seconds, it applies to new crashes and to the display of existing ones.",
        permission_classes=[CanTriage],
    )
    async def upload_source_map(
        self, info: Info, input: UploadSourceMapInput
    ) -> UploadSourceMapPayload:
        key = MapKey(AppId(input.app_id), input.app_version, input.file)
        actor = info.context.require_developer().email
        content = input.content.encode(errors="replace")
        uploaded = await info.context.use(SourceMaps).upload(key, content, actor)
        return UploadSourceMapPayload(source_map=SourceMap.of(uploaded))

    @strawberry.mutation(
        description="Delete the source maps of a version, or the map of one bundle.",
        permission_classes=[CanTriage],
    )
    async def delete_source_maps(
        self, info: Info, input: DeleteSourceMapsInput
    ) -> DeleteSourceMapsPayload:
        maps = info.context.use(SourceMaps)
        deleted = await maps.delete(AppId(input.app_id), input.app_version, input.file)
        return DeleteSourceMapsPayload(deleted_count=deleted)
