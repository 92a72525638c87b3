// What is written once can be neither changed nor deleted for years, by nobody, not even by the app or an administrator of the data.
// The policies are unlocked: they hold, and an owner of the account can still shorten or remove them until they are locked by hand.
param accountName string

@description('Days from the creation of a blob until it may be deleted.')
@minValue(1)
@maxValue(146000)
param days int = 3653

// Blobs are named by the hash of their content, or are numbered links of a chain; none is ever written over.
var writtenOnce = ['intake', 'raw-market-data', 'decisions']

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: accountName
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' existing = {
  parent: account
  name: 'default'
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = [
  for name in writtenOnce: {
    parent: blobs
    name: name
  }
]

resource policies 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-06-01' = [
  for (name, index) in writtenOnce: {
    parent: containers[index]
    name: 'default'
    properties: { immutabilityPeriodSinceCreationInDays: days }
  }
]

// The log of access is appended to all day; what is in it stays.
resource logs 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: 'logs'
}

resource logsPolicy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-06-01' = {
  parent: logs
  name: 'default'
  properties: {
    immutabilityPeriodSinceCreationInDays: days
    allowProtectedAppendWrites: true
  }
}

// Evidence shares its container with plans, manifests and the end of the chain, which are written over. So the policy is on versions:
// what is written over or deleted stays as an earlier version, as long as the others.
resource runs 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: 'runs'
  properties: { immutableStorageWithVersioning: { enabled: true } }
}

resource runsPolicy 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-06-01' = {
  parent: runs
  name: 'default'
  properties: { immutabilityPeriodSinceCreationInDays: days }
}
