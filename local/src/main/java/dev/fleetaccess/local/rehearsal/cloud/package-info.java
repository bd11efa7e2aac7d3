/**
 * What Lambda, SQS and EventBridge do with functions and messages, in virtual time. Imports {@code
 * time} and {@code fault}.
 */
package dev.fleetaccess.local.rehearsal.cloud;
