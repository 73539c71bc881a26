/** Settling the day's orders: the way on which the planted failure travels. */
package com.acme.settlement;
