// Tells the app of every grant batch. It runs after the first deployment of the code: the webhook's key is made by the
// blob extension when the app starts, and Event Grid calls the webhook before it accepts the subscription. Doing it
// again changes nothing.
param functionAppName string
param eventTopicName string

@description('The blob function with the Event Grid source.')
param functionName string = 'IngestGrantBatch'

@description('The container that batches are dropped into.')
param container string = 'grant-batches'

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: eventTopicName
}

// Read inside the deployment, so that the key passes through no shell, log or output.
var key = listKeys('${app.id}/host/default', '2025-03-01').systemKeys.blobs_extension

resource subscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'grant-batches'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${functionName}&code=${key}'
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/${container}/blobs/'
    }
    // No dead-letter store: what is not delivered in a day, the sweep has taken in long before.
    retryPolicy: {
      maxDeliveryAttempts: 30
      eventTimeToLiveInMinutes: 1440
    }
  }
}
