/**
 * The queues, ElasticMQ in this process, and what feeds functions from them. Imports {@code
 * endpoint}, {@code blueprint}, {@code lambda}.
 */
package dev.fleetaccess.local.queue;
