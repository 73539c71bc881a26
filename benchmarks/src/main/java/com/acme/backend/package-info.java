/** What healthy requests work with: files, sockets, locks, memory and processor time, all real. */
package com.acme.backend;
