/**
 * What: the desired state that one commit of the role repository declares. May import {@code
 * fleet}.
 */
package dev.fleetaccess.release;
