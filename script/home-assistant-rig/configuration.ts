/** Loopback alone, no cloud, and a log that says everything about what is discovered. */
export function coreConfiguration(port: number): string {
  return `homeassistant:
  name: Concierge test
  latitude: 52
  longitude: 4
  elevation: 0
  unit_system: metric
  time_zone: UTC
  currency: EUR
  country: NL
  packages: !include_dir_named packages
http:
  server_host: 127.0.0.1
  server_port: ${port}
mobile_app:
media_source:
config:
automation: !include automations.yaml
input_text:
recorder:
  commit_interval: 1
logger:
  default: warning
  logs:
    homeassistant.components.mqtt: info
`;
}

/** What is retained outlives the broker, as Home Assistant's own Mosquitto add-on has it. */
export function brokerConfiguration(port: number, folder: string): string {
  return `listener ${port} 127.0.0.1
allow_anonymous true
user root
persistence true
persistence_location ${folder}/
log_dest stderr
`;
}
