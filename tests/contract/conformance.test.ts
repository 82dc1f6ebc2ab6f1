import { describeConformance } from '#tests/contract/conformance';
import { openDirectTransport } from '#tests/contract/direct-transport';
import { openHttpTransport } from '#tests/contract/http-transport';
import { openIpcTransport } from '#tests/contract/ipc-transport';

describeConformance('the core itself', openDirectTransport);
describeConformance('the core over ipc', openIpcTransport);
describeConformance('the core over HTTP', openHttpTransport);
