/** SNS's topics, as far as they take messages. Imports {@code endpoint}, {@code blueprint}. */
package dev.fleetaccess.local.topic;
