/**
 * Which: a release and a scope over the fleet become work items, stage by stage. May import {@code
 * fleet}, {@code release}, {@code guard} and {@code trigger}.
 */
package dev.fleetaccess.plan;
