/** Virtual time: tasks of which one runs at a time, chosen by a seed. Imports nothing of ours. */
package dev.fleetaccess.local.rehearsal.time;
