/** The ledger: where the planted failure begins. */
package com.acme.ledger;
