{{- define "stanza-bridge.chartName" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "stanza-bridge.name" -}}
{{- $chart := include "stanza-bridge.chartName" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains $chart .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $chart | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "stanza-bridge.selector" -}}
app.kubernetes.io/name: {{ include "stanza-bridge.chartName" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: bridge
{{- end -}}

{{- define "stanza-bridge.redisSelector" -}}
app.kubernetes.io/name: {{ include "stanza-bridge.chartName" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: redis
{{- end -}}

{{- define "stanza-bridge.labels" -}}
app.kubernetes.io/name: {{ include "stanza-bridge.chartName" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "stanza-bridge.secretName" -}}
{{- .Values.secrets.existingSecret | default (include "stanza-bridge.name" .) -}}
{{- end -}}

{{- define "stanza-bridge.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "stanza-bridge.name" .) -}}
{{- end -}}

{{- define "stanza-bridge.image" -}}
{{- $image := .Values.image -}}
{{- $name := $image.repository -}}
{{- with $image.registry | default .Values.global.imageRegistry }}{{ $name = printf "%s/%s" . $name }}{{ end -}}
{{- if $image.digest -}}{{ printf "%s@%s" $name $image.digest }}
{{- else -}}{{ printf "%s:%s" $name ($image.tag | default .Chart.AppVersion) }}
{{- end -}}
{{- end -}}

{{/* The same path at the mirror of global.imageRegistry. */}}
{{- define "stanza-bridge.redisImage" -}}
{{- $image := .Values.redis.embedded.image -}}
{{- with .Values.global.imageRegistry }}{{ $image = printf "%s/%s" . (regexReplaceAll "^[^/]*[.:][^/]*/" $image "") }}{{ end -}}
{{- $image -}}
{{- end -}}

{{- define "stanza-bridge.pullSecrets" -}}
{{- with concat .Values.global.imagePullSecrets .Values.imagePullSecrets | uniq -}}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{- define "stanza-bridge.xmppPort" -}}
{{- .Values.settings.xmppService | splitList ":" | last -}}
{{- end -}}

{{/* The port of an http or https URL. */}}
{{- define "stanza-bridge.urlPort" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- $port | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end -}}

{{/* A value given, else the one in the cluster, else a new random one. */}}
{{- define "stanza-bridge.keptSecret" -}}
{{- $stored := (lookup "v1" "Secret" .root.Release.Namespace (include "stanza-bridge.name" .root)).data | default dict -}}
{{- if .given -}}{{ .given | b64enc }}
{{- else if hasKey $stored .key -}}{{ get $stored .key }}
{{- else -}}{{ randAlphaNum 40 | b64enc }}
{{- end -}}
{{- end -}}

{{/* Given: root, own. OpenShift chooses user and groups itself and refuses others. */}}
{{- define "stanza-bridge.podSecurity" -}}
{{- $own := .own -}}
{{- if .root.Capabilities.APIVersions.Has "security.openshift.io/v1" }}{{ $own = omit $own "runAsUser" "runAsGroup" "fsGroup" }}{{ end -}}
{{- mergeOverwrite (dict "runAsNonRoot" true "seccompProfile" (dict "type" "RuntimeDefault")) $own | toYaml -}}
{{- end -}}

{{- define "stanza-bridge.containerSecurity" -}}
{{- $ours := dict "allowPrivilegeEscalation" false "readOnlyRootFilesystem" true "capabilities" (dict "drop" (list "ALL")) -}}
{{- mergeOverwrite $ours .Values.containerSecurityContext | toYaml -}}
{{- end -}}

{{/* Given: times, and the path to ask. A probe that names its own way keeps it. */}}
{{- define "stanza-bridge.probe" -}}
{{- $probe := deepCopy .times -}}
{{- if not (or $probe.httpGet $probe.exec $probe.tcpSocket $probe.grpc) -}}
{{- $_ := set $probe "httpGet" (dict "path" .path "port" "management") -}}
{{- end -}}
{{- toYaml $probe -}}
{{- end -}}

{{/* The Secret's keys as the files that the bridge reads. */}}
{{- define "stanza-bridge.secretItems" -}}
- { key: {{ .Values.secrets.keys.xmppSecret }}, path: xmpp-secret }
- { key: {{ .Values.secrets.keys.apiKey }}, path: api-key }
{{- if eq .Values.redis.mode "external" }}
- { key: {{ .Values.secrets.keys.redisUrl }}, path: redis-url }
{{- end }}
{{- end -}}
