/**
 * Below a folder in which offices exchange parcels: what was received from it is moved here, so that other machines of the
 * receiver, and the sender, see that.
 */
export const receivedFolder = 'da-nhan';
