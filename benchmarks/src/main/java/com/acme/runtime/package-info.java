/** The made-up application's plumbing: how a request travels and how failures are handled on the way. */
package com.acme.runtime;
