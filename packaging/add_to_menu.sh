#!/bin/sh
# 把教研桌面放到开始菜单和桌面（统信UOS、麒麟等）。文件夹挪了地方，再运行一次就好。
set -eu
here=$(cd "$(dirname "$0")" && pwd)
icon="$here/_internal/resources/icons/school.svg"
entry="[Desktop Entry]
Type=Application
Name=教研桌面
Comment=听课、集体备课、教研活动和材料上报
Exec=\"$here/教研桌面\"
Icon=$icon
Terminal=false
Categories=Education;Office;"
menu="${XDG_DATA_HOME:-$HOME/.local/share}/applications"
mkdir -p "$menu"
printf '%s\n' "$entry" > "$menu/jiaoyan-desktop.desktop"
desktop=$(xdg-user-dir DESKTOP 2>/dev/null || echo "$HOME/Desktop")
if [ -d "$desktop" ] && [ "$desktop" != "$HOME" ]; then
    printf '%s\n' "$entry" > "$desktop/教研桌面.desktop"
    chmod +x "$desktop/教研桌面.desktop"
fi
echo "放好了：开始菜单里有“教研桌面”。"
