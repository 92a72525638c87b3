// The app's settings. Linux takes no colon in a setting's name, so sections are divided by two underscores.
param appName string
param clientId string
param dataAccountName string
param hubAccountName string
param applicationInsightsConnection string
param jquantsKey string
param nightSchedule string
param firstDate string
param jquantsRequestsPerMinute int
param hasSignIn bool

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

var stores = {
  AzureWebJobsStorage__accountName: dataAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  TaskHubStorage__accountName: hubAccountName
  TaskHubStorage__credential: 'managedidentity'
  TaskHubStorage__clientId: clientId
  TaskHub: 'PricingNights'
}

// Flex Consumption notices blobs by events only; the polling twin of the function would never fire.
var triggers = {
  AzureWebJobsDisableHomepage: 'true'
  'AzureWebJobs.IngestGrantBatch.Disabled': 'false'
  'AzureWebJobs.IngestGrantBatchPolled.Disabled': 'true'
}

// Both the host and the worker's exporter sign in as the second setting says.
var telemetry = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsightsConnection
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
}

var night = union(
  {
    Night__Schedule: nightSchedule
    MarketData__JQuants__ApiKey: jquantsKey
    MarketData__JQuants__RequestsPerMinute: string(jquantsRequestsPerMinute)
  },
  empty(firstDate) ? {} : { Night__FirstDate: firstDate }
)

// The headers of a sign-in are believed only where the platform sets them.
var identity = hasSignIn ? { Identity__Provider: 'AppService' } : {}

resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(stores, triggers, telemetry, night, identity)
}
