# Sourced by the other scripts: makes the virtual environment and installs us into it.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=${ODOOLITE_VENV:-.venv}
if [ ! -x "$venv/bin/python" ]; then
  "${PYTHON:-python3}" -m venv "$venv"
fi
setup_venv() {      # the extras to install, for instance [dev]
  local stamp="$venv/.installed$1"
  if [ ! -f "$stamp" ] || [ setup.cfg -nt "$stamp" ]; then
    echo "installing odoolite$1 into $venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --editable ".$1"
    touch "$stamp"
  fi
}
