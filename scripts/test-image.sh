#!/usr/bin/env bash
# `npm run test:image`: builds the image of the Dockerfile, holds it to its size, and runs it against a real Prosody: as
# its own user, with a read-only file system, as process 1. With Docker where it works, or on Debian as root with
# buildah, on bases that scripts/image-bases.sh makes.
set -euo pipefail
cd "$(dirname "$0")/.."
image=stanza-bridge:test
limit=200 # MB, unpacked

bash scripts/install-servers.sh prosody redis-server
work=$(pwd)/.tools/image
mkdir -p "$work"

# Of the image's file system as a tar file. 1 MB is a million bytes, as registries count.
hold_to_size() {
  local all own sent
  all=$(wc -c < "$1")
  own=$(tar -xf "$1" --to-stdout app | wc -c)
  sent=$(gzip -1 < "$1" | wc -c)
  rm "$1"
  echo "image: $((all / 1000000)) MB unpacked, of which the bridge $((own / 1000000)) MB; $((sent / 1000000)) MB as sent"
  [ $((all / 1000000)) -lt $limit ] || { echo "the image is to stay below $limit MB" >&2; exit 1; }
}

if docker info > /dev/null 2>&1; then
  docker build --quiet --tag $image . > /dev/null
  container=$(docker create $image)
  docker export --output "$work/image.tar" "$container"
  docker rm "$container" > /dev/null
  hold_to_size "$work/image.tar"
  IMAGE_CONFIG=$(docker image inspect --format '{{json .Config}}' $image) IMAGE=$image exec npx tsx test/image/run.ts
fi

[ "$(id -u)" = 0 ] || { echo 'neither Docker nor root for buildah: the image was not tested' >&2; exit 1; }
for program in buildah debootstrap; do
  command -v $program > /dev/null || apt-get install -qq -y --no-install-recommends $program > /dev/null
done

builder=(buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs)
bash scripts/image-bases.sh "$work" "${builder[@]}"

# What this machine trusts, and where it gets packages from, the build needs too.
mounts=()
certificates=/etc/ssl/certs/ca-certificates.crt
if [ -e $certificates ]; then
  { npm config get registry | sed 's/^/registry=/'; echo "cafile=$certificates"; echo update-notifier=false; } > "$work/npmrc"
  mounts=(--volume "$certificates:$certificates:ro" --volume "$work/npmrc:/root/.npmrc:ro")
fi
"${builder[@]}" build --quiet --isolation chroot --pull-never --format docker --network host "${mounts[@]}" -t $image . > /dev/null

container=$("${builder[@]}" from --pull-never $image)
root=$("${builder[@]}" mount "$container")
view=$work/view
clean_up() {
  umount "$view/dev/null" "$view" 2> /dev/null || true
  "${builder[@]}" rm "$container" > /dev/null
}
trap clean_up EXIT
(cd "$root" && tar -cf "$work/image.tar" -- *)
hold_to_size "$work/image.tar"

# What an engine adds to every image.
mkdir -p "$view" "$root/proc" "$root/dev"
touch "$root/dev/null"
mount --bind "$root" "$view"
mount --bind /dev/null "$view/dev/null"
mount -o remount,bind,ro "$view"
configuration=$("${builder[@]}" inspect --type image $image)
IMAGE_CONFIG=$(node -p "JSON.stringify(JSON.parse(fs.readFileSync(0)).Docker.config)" <<< "$configuration") \
  IMAGE_ROOT=$view npx tsx test/image/run.ts
