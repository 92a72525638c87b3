using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Pricing.Api.Files;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Triggers;

/// <summary>
/// Hands a file that was sent to <see cref="TakeInSentFile"/>: an instance of the app may end with the answer, so whatever is
/// to be done behind it is a message.
/// </summary>
/// <param name="configuration">Names the storage account.</param>
public sealed class SentFileMessages(IConfiguration configuration) : ISentFiles
{
    /// <summary>The queue's name.</summary>
    public const string Name = "sent-files";

    private readonly Lazy<QueueClient> queue = new(() => Client(StorageOptions.From(configuration)));

    /// <inheritdoc/>
    public async Task AddAsync(FileRecord record, CancellationToken cancellationToken)
    {
        await queue.Value.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        await queue.Value.SendMessageAsync(record.Key, cancellationToken);
    }

    // The host reads messages in base 64.
    private static QueueClient Client(StorageOptions options)
    {
        var settings = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        return options.ConnectionString is { Length: > 0 } connection
            ? new(connection, Name, settings)
            : new(new Uri(StorageClients.Address(options, "queue"), Name), StorageClients.Credential(options), settings);
    }
}
