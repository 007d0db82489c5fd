# 一台新机器上只需两条命令：make site（生成站点）和 make test（全部检查）。
# Two commands do everything on a fresh machine: make site and make test.

# 可调整的变量 / what may be set: make site SITE=public AS_OF=2021-01-05
SITE ?= site
AS_OF ?=
FORMAT ?= text
N ?= 500
ARGS ?=

VENV := .venv
PROPERDOCS := .venv-properdocs
PORTAL := $(VENV)/bin/portal
DAY := $(if $(AS_OF),--as-of $(AS_OF))

# Text is UTF-8 whatever the locale says, the path of this folder included. The theme's notice about
# MkDocs 2 is answered by the target properdocs and needs no repeating.
export PYTHONUTF8 := 1
ifeq ($(shell uname),Linux)
export LC_ALL := C.UTF-8
endif
export NO_MKDOCS_2_WARNING := 1
ifdef PYTHON
export PYTHON
endif

.DEFAULT_GOAL := help
.SECONDARY:
.PHONY: help site release serve check compare test format benchmark reference properdocs lock pre-commit clean

help: ## 列出全部目标 / list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/.package ## 安装所需软件包并生成 site/（含样例）/ install what is needed and build site/ (samples shown)
	$(PORTAL) build --out $(SITE) $(DAY) $(ARGS)

release: $(VENV)/.package ## 生成正式发布的站点（不含样例）/ build the site as it is published (without samples)
	$(PORTAL) build --production --out $(SITE) $(DAY) $(ARGS)

serve: $(VENV)/.package ## 实时预览 / live preview
	$(PORTAL) serve $(DAY) $(ARGS)

check: $(VENV)/.package ## 只检查内容，不生成（FORMAT=text|json|github）/ the gate alone, nothing is built
	$(PORTAL) check --format $(FORMAT) $(DAY) $(ARGS)

# A step of a workflow has a file for its summary; anywhere else the difference is shown here.
compare: $(VENV)/.package ## 对比年度报告的改动，供审核 / how the annual reports differ from main, for reviewers
	$(PORTAL) compare $(DAY) $(ARGS) --format html --out build/compare.html
	$(PORTAL) compare $(DAY) $(ARGS) \
		$(if $(GITHUB_STEP_SUMMARY),--format markdown --out "$$GITHUB_STEP_SUMMARY")

test: $(VENV)/.test $(VENV)/.package ## 全部检查与测试，含浏览器测试 / every check and test, those in the browser included
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/python -m tests.browser
	# A file stays with one worker, so that what its tests share is made once.
	$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

format: $(VENV)/.test ## 按统一格式整理代码 / format the code
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

benchmark: $(VENV)/.test $(VENV)/.package ## 速度与体积测量（N=篇数）/ measure speed and size (N=documents)
	$(VENV)/bin/python -m tests.benchmark $(N) $(ARGS)

reference: $(VENV)/.package ## 更新 docs/ 中自动生成的页面 / renew the generated pages of docs/
	$(VENV)/bin/python -m portal.reference

properdocs: $(VENV)/.package $(PROPERDOCS)/.test $(PROPERDOCS)/.package ## 用 ProperDocs 生成，与 MkDocs 的结果逐字节比较 / build with ProperDocs, compare with MkDocs
	rm -rf build/by-mkdocs build/by-properdocs
	$(VENV)/bin/mkdocs build --strict --site-dir build/by-mkdocs
	$(PROPERDOCS)/bin/properdocs build --strict --config-file mkdocs.yml \
		--site-dir build/by-properdocs
	diff --recursive --brief build/by-mkdocs build/by-properdocs

pre-commit: $(VENV)/.test $(VENV)/.package ## 提交前自动检查 / check every commit before it is made
	$(VENV)/bin/pre-commit install

clean: ## 删除生成的全部文件 / remove everything that was built
	rm -rf $(VENV) $(PROPERDOCS) site .site.portal build .mypy_cache .pytest_cache .ruff_cache .hypothesis

# --- what is installed -------------------------------------------------------------------------

%/.site: requirements.txt .ci/install
	.ci/install $* requirements.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	.ci/install $(VENV) requirements-test.txt keep
	@touch $@

$(PROPERDOCS)/.test: requirements-properdocs.txt $(PROPERDOCS)/.site
	.ci/install $(PROPERDOCS) requirements-properdocs.txt keep
	@touch $@

# The engine itself, from this folder: what is edited is what runs.
%/.package: pyproject.toml %/.site
	$*/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@touch $@

# Every version and hash anew, from pyproject.toml. One version of a package for every Python, so
# that the same lock draws the same pages everywhere.
COMPILE = $(VENV)/bin/uv pip compile --quiet --no-config --system-certs --upgrade --universal \
	--generate-hashes --python-version 3.11 --fork-strategy fewest --only-binary :all: \
	--custom-compile-command "make lock"

lock: $(VENV)/.test ## 更新锁定的版本与哈希值 / renew the locked versions and hashes
	$(COMPILE) pyproject.toml --group install --output-file requirements.txt
	$(COMPILE) --group test --constraints requirements.txt --output-file requirements-test.txt
	$(COMPILE) --group properdocs --constraints requirements.txt \
		--output-file requirements-properdocs.txt
