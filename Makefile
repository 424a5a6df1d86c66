# make demo  — the five plans, end to end with a spring round trip, into out/
# make window — the window for departments and the DX office (PySide6)
# make quick — the tests to run while working
# make test  — everything that can be tested on this machine
.PHONY: demo window quick test windows-test mutants lint docs picture bench addin exe exe-test lock windows clean windows-python

demo:
	@bash scripts/venv.sh
	@.venv/bin/dxbook demo -o out

window:
	@bash scripts/venv.sh gui
	@.venv/bin/dxbook gui

test:
	@bash scripts/venv.sh test
	@bash scripts/test-tools.sh
	@$(MAKE) --no-print-directory lint
	@.venv/bin/python -m pytest -q -n auto --dist loadfile --cov --cov-report=term:skip-covered $(PYTEST_ARGS)

# No LibreOffice, no window, no Wine, no packaged program, nothing slow; files in parallel
quick:
	@bash scripts/venv.sh test
	@.venv/bin/python -m pytest -q -n auto --dist loadfile -m "not office and not gui and not windows and not slow" $(PYTEST_ARGS)

# What can be seen of Windows under Wine: the source's program after make windows-python, the packaged one after make windows
windows-test:
	@.venv/bin/python -m pytest -q tests/packaging/test_windows.py tests/packaging/test_windows_process.py tests/packaging/test_windows_exe.py $(PYTEST_ARGS)

# Change the code of values, merge and rating in small ways and see whether the tests notice (an hour and more): docs/mutants.md
mutants:
	@bash scripts/venv.sh test mutants
	@.venv/bin/python -m scripts.mutants

lint:
	@.venv/bin/ruff check .
	@.venv/bin/mypy

# Generated files: the blank plan workbook, the forms, docs/columns.md, docs/codes.md, docs/form.md, docs/functions.md; the tree and the
# picture in docs/architecture.md; the window's English (gui/dxbook_gui/translations); the guides' pages and their pictures, taken
# from the real window and workbooks (those of workbooks with LibreOffice and poppler)
docs:
	@bash scripts/venv.sh test
	@.venv/bin/python -m scripts.generate
	@.venv/bin/python -m scripts.house
	@.venv/bin/python -m scripts.udf_wrappers
	@.venv/bin/python -m scripts.translations
	@.venv/bin/python -m scripts.guide_pages
	@.venv/bin/python -m scripts.guide_pictures

# The picture of a check sheet in the README (LibreOffice and poppler)
picture:
	@bash scripts/venv.sh
	@bash scripts/picture.sh

# The Excel add-in and its demo workbook, from macros/, into dist/ (no Excel needed)
addin:
	@bash scripts/venv.sh
	@.venv/bin/python -m macros.build -o dist

# A Windows Python with dxbook under Wine, into .tools/windows; with it "make test" has the tests of Windows too
windows-python:
	@bash scripts/venv.sh test
	@bash scripts/windows-python.sh

# The packaged program for this system, into dist/: a folder to run without Python, its zip and the zip's hash
exe:
	@bash scripts/venv.sh test
	@bash scripts/package-tools.sh
	@bash scripts/package-python.sh
	@build/python/bin/python -m scripts.package

exe-test:
	@.venv/bin/python -m pytest -q tests/packaging/test_exe.py

# The versions and hashes that the packaged program is made of: the newest that pyproject.toml allows, for all systems
lock:
	@bash scripts/venv.sh lock
	@.venv/bin/uv pip compile pyproject.toml --extra excel --extra exe --universal --python-version 3.11 --upgrade \
		--generate-hashes --custom-compile-command "make lock" -q -o bundle/requirements.txt

# The same for Windows, with the Windows Python under Wine (a release is made on Windows: .github/workflows/release.yml)
windows: windows-python
	@bash scripts/package-windows.sh

bench:
	@bash scripts/venv.sh bench
	@.venv/bin/python -m benchmarks

clean:
	rm -rf .venv out build dist .tools .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
