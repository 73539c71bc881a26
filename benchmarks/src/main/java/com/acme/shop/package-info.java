/** The made-up application's own code: what its requests pass through and what goes wrong in them. */
package com.acme.shop;
