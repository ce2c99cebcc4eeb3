# SPDX-License-Identifier: GPL-2.0-or-later
# Sourced by tools/qgis_process and tools/qgis: the project's environment and a profile of its own under build/.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=${ATLAS_PCAET_VENV:-$root/.venv}
if ! [ -x "$venv/bin/python" ] || ! [ -e "$root/build/plugins/atlas_pcaet" ] || ! command -v qgis_process >/dev/null; then
  echo "Not set up yet: run 'make setup' in $root." >&2
  exit 1
fi
export QGIS_CUSTOM_CONFIG_PATH=${QGIS_CUSTOM_CONFIG_PATH:-$root/build/profile}
# QGIS takes the first python3 of the PATH for its own: another one takes it down.
export PATH=/usr/bin:/bin:$PATH
export QGIS_PLUGINPATH=$root/build/plugins
export PYTHONPATH=$root/tools/loader
ATLAS_PCAET_SITE_PACKAGES=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
export ATLAS_PCAET_SITE_PACKAGES
# The profile is written once: our plugin and Processing enabled, French.
settings=$QGIS_CUSTOM_CONFIG_PATH/profiles/default/QGIS/QGIS3.ini
if ! [ -e "$settings" ]; then
  mkdir -p "$(dirname "$settings")"
  written=$(mktemp "$settings.XXXXXX")
  printf '%s\n' '[PythonPlugins]' 'atlas_pcaet=true' 'processing=true' '[locale]' 'overrideFlag=true' 'userLocale=fr' \
    '[qgis]' 'checkVersion=false' 'showTips=false' 'askToSaveProjectChanges=false' > "$written"
  mv "$written" "$settings"
fi
# After a crash QGIS leaves the plugin off (its watchdog): this profile is ours, so it goes on again.
if grep -qs '^atlas_pcaet=false' "$settings"; then
  sed -i 's/^atlas_pcaet=false/atlas_pcaet=true/; /^watchDogTimestamp.atlas_pcaet/d' "$settings"
fi
