#!/bin/sh
# What cdk.json starts: the app, in the JDK and with the class path that Maven wrote down.
if [ ! -x target/cdk-app ]; then
  echo "FleetAccess is not built. Run in the folder above: mvn -DskipTests package" >&2
  exit 2
fi
exec target/cdk-app
