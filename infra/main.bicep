// One environment: a resource group and everything in it. What needs the running app comes after, in events.bicep.
targetScope = 'subscription'

@description('Name of the environment; every name is made from it.')
@minLength(1)
@maxLength(20)
param environmentName string

@description('Region. It must know Flex Consumption: az functionapp list-flexconsumption-locations.')
@metadata({ azd: { type: 'location' } })
param location string

@description('When the timer fires: six-field NCRONTAB in UTC. What is due then is decided by the times below.')
param nightSchedule string = '0 */15 * * * *'

@description('First business date to value, yyyy-MM-dd; empty for the day the ledger is made.')
param firstDate string = ''

@description('Requests a minute that the J-Quants plan allows: 5, 60, 120 or 500.')
param jquantsRequestsPerMinute int = 5

@description('Always-ready instances by group (http, durable, blob) or function (function:<name>); none by default.')
param alwaysReady { name: string, instanceCount: int }[] = []

@description('Who gets mail when an alert fires; empty for nobody.')
param alertEmail string = ''

@description('Object id of a person or group that may set the feed key in the vault; empty for nobody.')
param operatorObjectId string = ''

@description('The client id of the app registration that people sign in with; nobody signs in where it is empty.')
param signInClientId string = ''

@description('Days that what is written once can be neither changed nor deleted; 0 leaves the policies as they are, as it must be once they are locked.')
@minValue(0)
@maxValue(146000)
param writeOnceDays int = 3653

var tags = { 'azd-env-name': environmentName }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-pricing-${environmentName}'
  location: location
  tags: tags
}

module resources 'resources.bicep' = {
  name: 'resources'
  scope: group
  params: {
    environmentName: environmentName
    location: location
    nightSchedule: nightSchedule
    firstDate: firstDate
    jquantsRequestsPerMinute: jquantsRequestsPerMinute
    alwaysReady: alwaysReady
    alertEmail: alertEmail
    operatorObjectId: operatorObjectId
    signInClientId: signInClientId
    writeOnceDays: writeOnceDays
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output FUNCTION_APP_NAME string = resources.outputs.functionAppName
output KEY_VAULT_NAME string = resources.outputs.keyVaultName
output DATA_ACCOUNT_NAME string = resources.outputs.dataAccountName
output EVENT_TOPIC_NAME string = resources.outputs.eventTopicName
