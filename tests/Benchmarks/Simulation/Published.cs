namespace Benchmarks.Simulation;

/// <summary>What Microsoft publishes of the services that a night stands on, and list prices in US dollars; to be looked up again before they are relied on.</summary>
internal static class Published
{
    /// <summary>Entities a second of one table partition (<i>Scalability and performance targets for Table storage</i>).</summary>
    public const double PartitionEntities = 2_000;

    /// <summary>Requests a second of one account (the same). Entities are counted instead, each that is written or read.</summary>
    public const double AccountEntities = 20_000;

    /// <summary>Activities a second that one instance starts when it fans out (<i>Performance and scale in Durable Functions</i>).</summary>
    public const double ActivitiesStarted = 100;

    /// <summary>Answers a second that one instance takes in (the same).</summary>
    public const double AnswersTaken = 150;

    /// <summary>Seconds between two new instances, at the least, where no HTTP request asks for them (<i>Event-driven scaling in Azure Functions</i>, Consumption plan; Flex Consumption is faster).</summary>
    public const double NewInstanceEvery = 30;

    /// <summary>A gigabyte-second of an instance at work, Flex Consumption, East US, May 2025.</summary>
    public const double GigabyteSecond = 0.000026;

    /// <summary>An execution, Flex Consumption: 0.40 a million.</summary>
    public const double Execution = 0.40 / 1e6;

    /// <summary>A request to a table or a queue, locally redundant: 0.00036 and 0.0004 for ten thousand.</summary>
    public const double TableOrQueueRequest = 0.0004 / 1e4;

    /// <summary>A blob written, hot, locally redundant: 0.055 for ten thousand.</summary>
    public const double BlobWrite = 0.055 / 1e4;

    /// <summary>A blob read, hot: 0.0044 for ten thousand.</summary>
    public const double BlobRead = 0.0044 / 1e4;
}
