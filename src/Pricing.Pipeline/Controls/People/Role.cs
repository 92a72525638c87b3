namespace Pricing.Pipeline.Controls.People;

/// <summary>What somebody may do.</summary>
public enum Role
{
    /// <summary>Reads, and asks for prices.</summary>
    Reader,

    /// <summary>Sends files, asks for runs, proposes publications.</summary>
    Preparer,

    /// <summary>Approves what others propose, decides differences and doubts, closes periods.</summary>
    Approver,

    /// <summary>Reads everything, the logs too, and changes nothing.</summary>
    Auditor,

    /// <summary>Reads settings and logs; publishes nothing.</summary>
    Administrator,
}
