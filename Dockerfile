# One image for the api, the worker and every command. It runs without root.

FROM node:22-trixie-slim AS web
WORKDIR /web
COPY web/package.json web/package-lock.json ./
RUN npm ci --no-fund --no-audit
COPY web/ ./
RUN npm run build

FROM python:3.13-slim-trixie AS python
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source
RUN python -m venv --without-pip /opt/telemetry-graph
COPY requirements.lock requirements-build.lock ./
RUN pip install --require-hashes -r requirements-build.lock \
 && pip --python /opt/telemetry-graph install --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY src/ src/
COPY migrations/ migrations/
COPY alerts/ alerts/
COPY --from=web /web/dist/ web/dist/
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
 && pip --python /opt/telemetry-graph install --no-deps --no-index /wheels/*.whl

FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 10001 --shell /usr/sbin/nologin telemetry
COPY --from=python /opt/telemetry-graph /opt/telemetry-graph
ENV PATH=/opt/telemetry-graph/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    TELEMETRY_HOST=0.0.0.0 \
    TELEMETRY_PORT=8000
USER telemetry
WORKDIR /home/telemetry
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['TELEMETRY_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["telemetry-graph"]
CMD ["serve"]
