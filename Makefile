# Every target sets up what is missing first; the logic is in tools/prepare.py, which also runs without make.
PYTHON ?= python3

.PHONY: run demo test test-outside scale bench check screenshots setup
setup run demo test test-outside scale bench check screenshots:
	@$(PYTHON) tools/prepare.py $@ $(ARGS)
